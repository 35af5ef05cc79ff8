import { SECRET_WORD } from '$env/static/private';
import * as v from 'valibot';

export const load = () => ({ letters: SECRET_WORD?.length ?? 0 });

export const actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    return { name: v.parse(v.string(), form.get('name')) };
  },
};
