import { Component } from '@angular/core';

@Component({ template: '<h1>The clinic of the town</h1><p>Open until seven.</p>' })
export class Home {}
