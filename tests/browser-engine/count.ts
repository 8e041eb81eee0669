export const count = [];
