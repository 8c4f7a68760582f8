export { consoleNotifier, type ConsoleNotifierOptions } from './notifying/console-notifier.ts';
