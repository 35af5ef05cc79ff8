import { Component, inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';

@Component({ template: '<h1>Doctor {{ name }}</h1>' })
export class Doctor {
  readonly name = inject(ActivatedRoute).snapshot.params['name'];
}
