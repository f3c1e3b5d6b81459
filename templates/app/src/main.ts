export const ready = Promise.resolve();
