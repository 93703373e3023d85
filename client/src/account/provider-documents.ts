import { graphql } from '../graphql/graphql.ts';
import '../graphql/session-documents.ts';

export const SignInProvidersQuery = graphql(`
  query SignInProviders {
    signInProviders {
      id
      name
    }
  }
`);

export const BeginProviderSignIn = graphql(`
  mutation BeginProviderSignIn($input: BeginProviderSignInInput!) {
    beginProviderSignIn(input: $input) {
      __typename
      ... on BeginProviderSignInSuccess {
        url
      }
      ... on ProviderSignInError {
        reason
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const BeginProviderLink = graphql(`
  mutation BeginProviderLink($input: BeginProviderSignInInput!) {
    beginProviderLink(input: $input) {
      __typename
      ... on BeginProviderSignInSuccess {
        url
      }
      ... on ProviderSignInError {
        reason
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const CompleteProviderSignIn = graphql(`
  mutation CompleteProviderSignIn($input: ProviderAnswerInput!) {
    completeProviderSignIn(input: $input) {
      __typename
      ...SignedIn
      ... on SecondFactorRequired {
        challenge
      }
      ... on ProviderSignInError {
        reason
      }
    }
  }
`);

export const LinkedAccounts = graphql(`
  query LinkedAccounts {
    me {
      id
      linkedAccounts {
        id
        providerName
        createdAt
      }
    }
    signInProviders {
      id
      name
    }
  }
`);

export const LinkProvider = graphql(`
  mutation LinkProvider($input: ProviderAnswerInput!) {
    linkProvider(input: $input) {
      __typename
      ... on LinkedAccountsSuccess {
        user {
          id
          linkedAccounts {
            id
            providerName
            createdAt
          }
        }
      }
      ... on ProviderSignInError {
        reason
      }
    }
  }
`);

export const UnlinkProvider = graphql(`
  mutation UnlinkProvider($input: UnlinkProviderInput!) {
    unlinkProvider(input: $input) {
      __typename
      ... on LinkedAccountsSuccess {
        user {
          id
          linkedAccounts {
            id
            providerName
            createdAt
          }
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);
