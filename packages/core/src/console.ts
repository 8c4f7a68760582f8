export { consoleNotifier, type ConsoleNotifierOptions } from './plugins/codes/console-notifier.ts';
