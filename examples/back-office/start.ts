// Makes JavaScript of the pages, which are written in JSX, and starts the back office: `npm start`.
import { buildOffice } from './build.ts';

await import(await buildOffice('main'));
