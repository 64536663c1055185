/** Answers: what crew members said to their own sails, as far as it still holds. Pure. */
import type { Charter, Person, SailAnswer } from '../api/types';

/** One holds for the hour and the roles it was given to: a sail that moved asks again. */
export function answerOf(
  charter: Charter,
  person: Person,
  answers: readonly SailAnswer[],
): SailAnswer | undefined {
  if (!person.id) return undefined;
  const roles = charter.crew.filter((seat) => seat.person.id === person.id).map((seat) => seat.role);
  return answers.find(
    (answer) =>
      answer.charter === charter.id &&
      answer.person === person.id &&
      Date.parse(answer.start) === Date.parse(charter.start) &&
      answer.roles.join(' ') === roles.join(' '),
  );
}
