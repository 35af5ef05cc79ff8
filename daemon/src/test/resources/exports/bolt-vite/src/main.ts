const wrong: number = 'a type error that the builder does not mind';
const url = import.meta.env.VITE_SUPABASE_URL ?? '';
if (!url) throw new Error('supabaseUrl is required.');
document.getElementById('root')!.innerHTML = `<h1>Notes</h1><p>${url} ${wrong}</p>`;
