import { graphql } from './graphql.ts';

export const Viewer = graphql(`
  fragment Viewer on User {
    id
    name
    email
    isEmailVerified
    phone
    role
    permissions
    isGuest
  }
`);

export const SignedIn = graphql(`
  fragment SignedIn on SignInSuccess {
    accessToken
    accessTokenExpiresAt
    needsSecondFactor
    user {
      ...Viewer
    }
  }
`);

export const RefreshSession = graphql(`
  mutation RefreshSession {
    refreshSession {
      __typename
      ...SignedIn
      ... on SessionEndedError {
        message
      }
    }
  }
`);

export const Logout = graphql(`
  mutation Logout {
    logout {
      __typename
    }
  }
`);
