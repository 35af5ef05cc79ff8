// Plain rules for the configuration files; the TypeScript sources are checked by `npm run typecheck`.
export default [
  { ignores: ["dist"] },
  {
    files: ["*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    rules: {
      eqeqeq: "error",
      "no-undef": "error",
      "no-unused-vars": "error",
      "prefer-const": "error",
    },
  },
];
