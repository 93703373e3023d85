// @apollo/gateway reports to its vendor unless this is set. Import this module before it.
// oxlint-disable-next-line no-restricted-properties -- set, not read
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
