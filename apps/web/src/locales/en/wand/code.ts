/** Where one types the code. */
export const code = {
  label: 'Code on the big screen',
  find: 'Find the room',
};
