/** English texts of the account pages, which passers-by do not download. */
export const englishAccount = {
  title: 'Your account',
  nav: 'Account',
  signInTitle: 'Sign in to see your account',
  signInHint: 'Your profile, addresses and signed-in devices are kept there.',
  guestHint: 'You shop as a guest. With an account you find your orders and addresses on every device.',
  save: 'Save',
  profile: {
    title: 'Profile',
    email: (address: string) => `You sign in as ${address}.`,
    saved: 'Your profile is saved.',
  },
  security: {
    title: 'Sign-in and security',
    password: 'Password',
    passwordHint: 'A new password signs you out on every other device.',
    currentPassword: 'Current password',
    newPassword: 'New password',
    change: 'Change password',
    changed: 'Your password is changed. Every other device is signed out.',
    wrongPassword: 'This is not your current password.',
  },
};
