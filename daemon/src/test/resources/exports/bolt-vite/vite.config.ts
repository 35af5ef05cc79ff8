export default { build: { minify: 'terser' } };
