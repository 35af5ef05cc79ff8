import { component$ } from '@builder.io/qwik';
import { useLocation } from '@builder.io/qwik-city';

export default component$(() => <h1>Boat {useLocation().params.name}</h1>);
