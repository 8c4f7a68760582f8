// Names that every example in the documentation and in doc comments may use without declaring them.
// `pnpm run docs:check` puts this file beside the examples. It has no import at its top: it is a script, not a module.
