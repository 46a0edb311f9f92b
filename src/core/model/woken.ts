/** The reason for ending a wait whose end nobody needs any more. Without one every `abort()` makes an exception with its stack, which costs more than all the rest. */
export const woken = 'woken';
