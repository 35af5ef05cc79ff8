import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['target/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  // the few scripts that run before anything is installed have no types
  { files: ['*.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['*.js'], languageOptions: { globals: { URL: 'readonly' } } },
);
