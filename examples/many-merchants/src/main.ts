// Merchants on two servers, one of which is moved while it sells: `node src/main.ts`.
import { openServer } from './servers.ts';
import { tellStory } from './story.ts';

const [one, two] = [await openServer(0), await openServer(1)];
const { clear } = await tellStory({
  urls: { one: one.url, two: two.url },
  sales: 200,
  print: (line) => console.log(line),
});
await clear();
await one.stop();
await two.stop();
