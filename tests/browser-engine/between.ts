export const between = [];
