/** What functions follow their settings with, loaded as one when they first do. */
export { createSettings } from './create-settings.ts';
export { observedSettings } from './observe-settings.ts';
