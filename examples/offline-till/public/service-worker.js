// Keeps the page of the till, so that it opens without a connection.
const files = ['/', '/page.js'];

addEventListener('install', (event) => {
  event.waitUntil(caches.open('till').then((cache) => cache.addAll(files)));
});
addEventListener('activate', (event) => {
  event.waitUntil(clients.claim());
});
addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (!files.includes(pathname)) return;
  // The newest page where there is a connection, the kept one where there is none.
  event.respondWith(fetch(event.request).catch(() => caches.match(pathname)));
});
