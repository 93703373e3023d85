import { graphql } from '../graphql/graphql.ts';

export const TwoStepSignIn = graphql(`
  fragment TwoStepSignIn on User {
    id
    hasSecondFactor
    recoveryCodesLeft
  }
`);

export const PasskeyList = graphql(`
  fragment PasskeyList on User {
    id
    passkeys {
      id
      name
      createdAt
      lastUsedAt
    }
  }
`);
