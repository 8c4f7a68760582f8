# The configuration of a worker that workerd tests: what it imports is embedded.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(
    name = "till",
    worker = (
      modules = [(name = "worker.mjs", esModule = embed "bundle.mjs")],
      compatibilityDate = "2026-11-01",
    ),
  )],
);
