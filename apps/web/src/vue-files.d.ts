// For typescript-eslint, which reads no .vue file; vue-tsc resolves the real ones first.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  const component: DefineComponent;
  export default component;
}
