/**
 * How the content script and the part of it that runs among the page's own scripts speak. The page
 * hears all of it and can say all of it: nothing here is secret, and nothing that comes is believed.
 */

/** The page went to another address of its own without loading. */
export const NAVIGATED = 'freehold:navigated';

/** From now on, tell of archives that the page makes; the detail is the channel's name. */
export const CATCH_ARCHIVES = 'freehold:catch-archives';

export const RELEASE_ARCHIVES = 'freehold:release-archives';
