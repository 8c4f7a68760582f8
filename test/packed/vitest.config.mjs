// A host that tests with Vitest, on the server and with the globals of a browser.
const projects = ['node', 'jsdom'].map((environment) => ({
  extends: true,
  test: { name: environment, environment, include: ['till.test.mjs'] },
}));

export default { test: { globals: true, projects } };
