import { createClient } from '@base44/sdk';

export const appId = import.meta.env.VITE_BASE44_APP_ID;
export const base44 = createClient({ appId, serverUrl: '', requiresAuth: false });
