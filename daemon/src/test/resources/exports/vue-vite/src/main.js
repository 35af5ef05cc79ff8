import { createApp, h } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './App.vue';

const routes = [
  { path: '/', component: { render: () => h('h1', 'All scans of the town') } },
  { path: '/scans/:id', component: { render: () => h('h1', 'One scan') } },
];

createApp(App).use(createRouter({ history: createWebHistory(), routes })).mount('#app');
