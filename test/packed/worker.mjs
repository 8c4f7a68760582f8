// The worker of a host, bundled for workerd: it has nothing of Node.
import { redeemed } from './browser.js';

export default {
  async test() {
    const { value } = await redeemed();
    if (value !== 1000) throw new Error(`100 points paid ${value}, not 1000.`);
  },
};
