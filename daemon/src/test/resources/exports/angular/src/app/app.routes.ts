import { Routes } from '@angular/router';
import { Doctor } from './doctor';
import { Home } from './home';

export const routes: Routes = [
  { path: '', component: Home },
  { path: 'doctors/:name', component: Doctor },
];
