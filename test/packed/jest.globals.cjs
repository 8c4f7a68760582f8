// jsdom in Jest has no TextEncoder, which pg asks for: a host gives it Node's, which is of another realm.
const { TextDecoder, TextEncoder } = require('node:util');

Object.assign(globalThis, { TextDecoder, TextEncoder });
