/** What a folder keeps of its server from start to start; all but the port and the name are secret. */
export interface Kept {
  readonly port: number;
  readonly serverName: string;
  readonly registrationSharedSecret: string;
  readonly macaroonSecret: string;
  readonly formSecret: string;
}

export interface ConfigurationOptions {
  /** Absolute folder of the server. */
  readonly dir: string;
  readonly kept: Kept;
  readonly exercise: boolean;
  readonly policy: boolean;
}

/** Names of the files in a server's folder. */
export const FILES = {
  configuration: "homeserver.yaml",
  logging: "logging.yaml",
  log: "homeserver.log",
  signingKey: "signing.key",
  database: "homeserver.db",
  kept: "kept.json",
} as const;

interface Limit {
  readonly per_second: number;
  readonly burst_count: number;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

function limit(perSecond: number, burst: number): Limit & { readonly [key: string]: Json } {
  return { per_second: perSecond, burst_count: burst };
}

const UNLIMITED = limit(10_000, 10_000);

/**
 * Limits for some dozens of accounts behind one address. A client at work sends a few events per second for
 * some seconds (an act, its grades, what was asked for again); a channel is opened by a person.
 */
function limits(exercise: boolean): { readonly [key: string]: Json } {
  const take = (perSecond: number, burst: number): Limit & { readonly [key: string]: Json } =>
    exercise ? UNLIMITED : limit(perSecond, burst);
  return {
    rc_message: take(10, 100),
    rc_room_creation: take(0.2, 20),
    rc_login: {
      address: take(1, 30),
      account: take(0.2, 10),
      failed_attempts: take(0.05, 5),
    },
    rc_joins: { local: take(1, 40), remote: take(0.01, 1) },
    rc_joins_per_room: take(1, 20),
    rc_invites: { per_room: take(1, 30), per_user: take(0.5, 30), per_issuer: take(1, 40) },
    rc_registration: take(0.1, 5),
    rc_admin_redaction: take(1, 10),
    rc_key_requests: take(20, 100),
    rc_user_directory: take(0.01, 5),
    rc_profile: take(5, 50),
    rc_reports: take(0.01, 5),
    rc_delayed_event_mgmt: take(0.1, 5),
  };
}

const NEVER: Json = [{ action: "deny" }];

/**
 * Synapse's configuration, written as JSON, which is YAML too. Every key is one of Synapse 1.163
 * (`docs/usage/configuration/config_documentation`); what is not named has Synapse's default.
 */
export function configuration(options: ConfigurationOptions): { readonly [key: string]: Json } {
  const { dir, kept, exercise, policy } = options;
  return {
    server_name: kept.serverName,
    public_baseurl: `http://127.0.0.1:${kept.port}/`,
    serve_server_wellknown: false,
    report_stats: false,
    pid_file: `${dir}/homeserver.pid`,
    signing_key_path: `${dir}/${FILES.signingKey}`,
    log_config: `${dir}/${FILES.logging}`,
    macaroon_secret_key: kept.macaroonSecret,
    form_secret: kept.formSecret,
    database: { name: "sqlite3", args: { database: `${dir}/${FILES.database}` } },
    // Loopback only, and nothing but the client interface: no federation resource anywhere.
    listeners: [
      {
        port: kept.port,
        bind_addresses: ["127.0.0.1"],
        type: "http",
        tls: false,
        x_forwarded: false,
        resources: [{ names: ["client"], compress: false }],
      },
    ],
    modules: policy ? [{ module: "parley_policy.module.ParleyPolicy", config: {} }] : [],

    // Nobody else.
    enable_registration: false,
    registration_shared_secret: kept.registrationSharedSecret,
    allow_guest_access: false,
    enable_3pid_changes: false,
    enable_3pid_lookup: false,
    bcrypt_rounds: exercise ? 4 : 12,
    password_config: { policy: { enabled: true, minimum_length: 20 } },
    federation_domain_whitelist: [],
    trusted_key_servers: [],
    suppress_key_server_warning: true,
    allow_profile_lookup_over_federation: false,
    allow_device_name_lookup_over_federation: false,
    allow_public_rooms_without_auth: false,
    allow_public_rooms_over_federation: false,

    // Rooms as the module wants them. "off" is quoted: bare `off` is false in YAML. With any other value
    // Synapse appends an encryption event of its own and overwrites the client's.
    default_room_version: "12",
    encryption_enabled_by_default_for_room_type: "off",
    alias_creation_rules: NEVER,
    room_list_publication_rules: NEVER,
    enable_room_list_search: false,
    enable_search: false,
    user_directory: { enabled: false, search_all_users: false },
    // Synapse's own repair event is message-like and not encrypted.
    cleanup_extremities_with_dummy_events: false,

    // No names, no pictures, no signs of life. Synapse refuses to *change* a display name, so each account
    // keeps the one that equals its account name. Pictures of at most one byte and of no real kind cannot be.
    enable_set_displayname: false,
    enable_set_avatar_url: false,
    max_avatar_size: 1,
    allowed_avatar_mimetypes: ["application/x-none"],
    allow_per_room_profiles: false,
    include_profile_data_on_invite: false,
    require_auth_for_profile_requests: true,
    limit_profile_requests_to_users_who_share_rooms: true,
    presence: { enabled: false },
    push: { enabled: false, include_content: false },
    url_preview_enabled: false,
    enable_media_repo: false,
    user_ips_max_age: "1d",
    forget_rooms_on_leave: true,
    experimental_features: { msc4222_enabled: true },
    ...limits(exercise),
  };
}

/** Warnings and errors only: at INFO Synapse writes every request, with account and room, to the disk. */
export function loggingConfiguration(): { readonly [key: string]: Json } {
  return {
    version: 1,
    disable_existing_loggers: false,
    formatters: { plain: { format: "%(asctime)s %(levelname)s %(name)s: %(message)s" } },
    handlers: {
      stderr: { class: "logging.StreamHandler", formatter: "plain", stream: "ext://sys.stderr" },
    },
    root: { level: "WARNING", handlers: ["stderr"] },
    // Their warnings repeat what a client sent: names tried, addresses of pictures.
    loggers: {
      "synapse.handlers.auth": { level: "ERROR" },
      "synapse.handlers.profile": { level: "ERROR" },
    },
  };
}
