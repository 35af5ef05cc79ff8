import { json } from '@sveltejs/kit';

export const GET = ({ params }) => json({ day: params.day });
