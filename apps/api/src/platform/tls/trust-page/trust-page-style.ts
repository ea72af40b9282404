/** Inline style of the trust page, which loads nothing from the app. */
export const trustStyle = `
@font-face { font-family: 'Amatic SC'; src: url('/trust/amatic-sc.woff2') format('woff2'); font-weight: 700; font-display: swap; }
@font-face { font-family: Bitter; src: url('/trust/bitter.woff2') format('woff2'); font-weight: 100 900; font-display: swap; }
:root {
  color-scheme: light dark;
  --ground: #f4eede; --raise: #fbf7ec; --rule: #d3c7ab; --edge: #857a62; --text: #17202a; --text-2: #4b5158; --on-act: #fbf7ec;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d141c; --raise: #16202b; --rule: #33424f; --edge: #6d7c88; --text: #f1e9d6; --text-2: #b9b6a9; --on-act: #0d141c; }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 400 0.9375rem/1.5 Bitter, Rockwell, Georgia, serif; text-size-adjust: 100%; -webkit-text-size-adjust: 100%;
}
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1 { margin: 0.75rem 0 1rem; font: 700 2.75rem/0.95 'Amatic SC', 'Bradley Hand', cursive; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.125rem; }
p { margin: 0 0 1rem; }
ol, ul { margin: 0; padding-left: 1.4rem; }
li { margin-bottom: 0.5rem; padding-left: 0.25rem; }
li::marker { color: var(--text-2); font-weight: 700; }
em { font-style: normal; font-weight: 700; }
section { border-top: 1px solid var(--rule); margin-top: 1.5rem; }
section h2 { margin-top: 1.25rem; }
code {
  display: block; padding: 0.75rem; border: 1px solid var(--rule); border-radius: 4px; background: var(--raise);
  font: 400 0.8125rem/1.7 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere;
}
.languages { float: right; display: flex; gap: 1rem; }
.languages a { display: inline-flex; align-items: center; min-height: 3rem; color: var(--text-2); }
.button {
  display: flex; align-items: center; justify-content: center; min-height: 4rem; margin: 1.5rem 0 0; border-radius: 10px;
  background: var(--text); color: var(--on-act); font-weight: 700; font-size: 1.125rem; text-decoration: none; text-align: center;
}
.second { background: none; color: var(--text); box-shadow: inset 0 0 0 1.5px var(--edge); }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--text); outline-offset: 3px; }
`;
