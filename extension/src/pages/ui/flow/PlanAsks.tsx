import type { JSX } from 'preact';
import type { Plan } from '../daemon.ts';
import { asksToBuild, questionsOf } from '../model/questions.ts';
import { Button, ViewHeading } from '../parts/basics.tsx';
import { Questions } from '../parts/Questions.tsx';
import { text } from '../strings.ts';
import type { PlanViewProps } from './PlanView.tsx';

/** A plan that goes on as soon as its owner has answered. */
export function PlanAsks({
  plan,
  level,
  replan,
  close,
}: PlanViewProps & { plan: Plan }): JSX.Element {
  const questions = questionsOf(plan);
  return (
    <div class="view">
      <ViewHeading level={level} tone="warn">
        {questions.length === 1 && asksToBuild(questions)
          ? text.questions.neverBuilt
          : text.questions.first(questions.length)}
      </ViewHeading>
      <Questions plan={plan} replan={replan}>
        <Button onClick={close}>{text.notNow}</Button>
      </Questions>
    </div>
  );
}
