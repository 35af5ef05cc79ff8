import { useSyncExternalStore } from "react";

export interface ToastMessage {
  id: number;
  title: string;
  description?: string;
}

const showFor = 6000;
const listeners = new Set<() => void>();
let messages: ToastMessage[] = [];
let lastId = 0;

function update(next: ToastMessage[]) {
  messages = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function dismissToast(id: number) {
  update(messages.filter((message) => message.id !== id));
}

export function toast(message: Omit<ToastMessage, "id">) {
  const id = ++lastId;
  update([...messages.slice(-2), { ...message, id }]);
  setTimeout(() => dismissToast(id), showFor);
}

export function useToasts() {
  return useSyncExternalStore(subscribe, () => messages);
}
