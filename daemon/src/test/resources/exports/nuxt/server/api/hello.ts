export default defineEventHandler(() => ({ greeting: 'Fresh every morning at six' }));
