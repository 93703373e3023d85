const name = 'storegraph.reloadedAt';
const pauseMs = 60_000;

/**
 * A page that was opened before a deploy asks for parts that are gone. It loads itself anew, once: the parts may be
 * missing for another reason, and then a loop would be worse than the message.
 */
export const reloadAfterDeploy = (): void => {
  addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(name)) < pauseMs) return;
    sessionStorage.setItem(name, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
};
