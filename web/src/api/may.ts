/** May: what the signed-in person may do. The server decides; the page only does not offer what it would refuse. */
import { signal } from '@preact/signals';
import type { Access } from './types';

/** null while nobody has said; then nothing is withheld, and a refusal is shown as one. */
export const access = signal<Access | null>(null);

export const mayOperate = () => access.value !== 'viewer';
export const mayAdminister = () => access.value === 'admin';
