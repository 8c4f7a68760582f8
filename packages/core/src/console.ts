export { consoleNotifier, type ConsoleNotifierOptions } from './plugins/codes/messages/console-notifier.ts';
