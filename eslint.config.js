import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { IMPORT_ORDER } from './scripts/house/import-order.mjs';

/** Enforces the layers of docs/architecture.md: `files` may not import `group`. */
const forbid = (files, ...group) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ group, message: 'crosses a layer, see docs/architecture.md' }] }],
  },
});
/**
 * Enforces the import order of the folders of `root`: each folder imports only the ones before its own.
 * @param last modules of `root` itself, which no folder imports
 */
const ordered = (root, last) => {
  const groups = IMPORT_ORDER[root].filter((group) => group !== '.').map((group) => [group].flat());
  return groups.flatMap((group, position) =>
    group.map((folder) => {
      const later = groups.slice(position).flat();
      const folders = later.filter((name) => name !== folder).map((name) => `${name}/`);
      const regex = `^(\\.\\./)+(${[...folders, ...last.map((name) => `${name}\\.(js|vue)$`)].join('|')})`;
      const message = 'comes later in the order of folders, see scripts/house/import-order.mjs';
      return {
        files: [`${root}/${folder}/**/*.{ts,vue}`],
        rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
      };
    }),
  );
};

/** What the API must not import, and what its services must not import either: sockets, the ORM and HTTP. */
const otherApps = ['@wandcast/web', '@wandcast/wand', '@wandcast/tools', '**/apps/**'];
const transports = ['socket.io', '@prisma/*', 'pg', '**/generated/**', 'express', '@nestjs/platform-express'];
const servers = ['@nestjs/*', 'socket.io', '@prisma/*', 'pg', 'vue', '**/apps/**', '@wandcast/api', '@wandcast/web'];

export default defineConfig(
  globalIgnores(['**/dist/', '**/dist-types/', '**/generated/', '.data*/']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  vue.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'vue/multi-word-component-names': 'off',
      // noPropertyAccessFromIndexSignature wants the brackets that this rule forbids
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    },
  },
  {
    // Hot loops over typed arrays with known bounds: checking every element would dominate their cost.
    files: [
      'libs/recognition/src/{adapter/personal-adapter,features/feature-table,heads/linear-head,regression/logistic-regression,regression/ridge-regression,features/rocket-kernels,features/random-projection,map/map-position,map/principal-plane,regression/cholesky}.ts',
      'libs/gesture/src/similarity/outlier-score.ts',
      'apps/web/src/console/explore/plot/line-density.ts',
      'apps/web/src/console/explore/map/{lasso,map-painter}.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', performance: 'readonly', URL: 'readonly' },
    },
  },
  forbid(['libs/protocol/**'], ...servers, '@wandcast/*', 'socket.io-client', 'node:*', '@tensorflow/*'),
  forbid(
    ['libs/gesture/**'],
    ...servers,
    '@wandcast/recognition',
    '@wandcast/wand',
    'socket.io-client',
    'node:*',
    '@tensorflow/*',
  ),
  forbid(['libs/wand/**'], ...servers, '@wandcast/recognition', '@wandcast/gesture', 'node:*', '@tensorflow/*'),
  forbid(['libs/recognition/**'], ...servers, '@wandcast/wand', 'socket.io-client'),
  forbid(['apps/web/src/**'], ...servers.filter((name) => name !== 'vue'), '@wandcast/recognition', 'node:*'),
  forbid(['apps/api/**'], ...otherApps),
  // The last matching block replaces earlier ones, so this one repeats the patterns of the one above.
  forbid(['apps/api/src/!(platform)/**/*.service.ts'], ...otherApps, ...transports),
  ...ordered('apps/api/src', ['main', 'server', 'run-server']),
  ...ordered('apps/web/src', []),
  prettier,
);
