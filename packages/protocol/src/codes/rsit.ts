/**
 * Reference Security Incident Taxonomy, version 1003, CC0 1.0: github.com/enisaeu/Reference-Security-Incident-Taxonomy-Task-Force,
 * working_copy/machinev1 at b9ad1f843025bb3e8aefa308cdaf0cc22d4f4b77.
 */
export interface RsitClass {
  readonly code: string;
  readonly label: string;
  readonly types: readonly RsitType[];
}

export interface RsitType {
  readonly code: string;
  readonly label: string;
  readonly description: string;
}

export const RSIT: readonly RsitClass[] = [
  {
    code: "abusive-content",
    label: "Abusive Content",
    types: [
      {
        code: "spam",
        label: "Spam",
        description:
          "Or 'Unsolicited Bulk Email', this means that the recipient has not granted verifiable permission for the message to be sent and that the message is sent as part of a larger collection of messages, all having a functionally comparable content. This IOC refers to resources which make up spam infrastructure, for example, harvesters like address verification, URLs in spam emails, etc.",
      },
      {
        code: "harmful-speech",
        label: "Harmful Speech",
        description:
          "Bullying, harassment or discrimination of somebody, e.g., cyber stalking, racism or threats against one or more individuals.",
      },
      {
        code: "violence",
        label: "(Child) Sexual Exploitation/Sexual/Violent Content",
        description:
          "Child Sexual Exploitation (CSE), sexual content, glorification of violence, etc.",
      },
    ],
  },
  {
    code: "malicious-code",
    label: "Malicious Code",
    types: [
      {
        code: "infected-system",
        label: "Infected System",
        description:
          "System infected with malware, e.g., a PC, smartphone or server infected with a rootkit. Most often this refers to a connection to a sinkholed command and control server.",
      },
      {
        code: "c2-server",
        label: "C2 Server",
        description: "Command and control server contacted by malware on infected systems.",
      },
      {
        code: "malware-distribution",
        label: "Malware Distribution",
        description:
          "URI used for malware distribution, e.g., a download URL included in fake invoice malware spam or exploit kits (on websites).",
      },
      {
        code: "malware-configuration",
        label: "Malware Configuration",
        description:
          "URI hosting a malware configuration file, e.g., web injects for a banking trojan.",
      },
    ],
  },
  {
    code: "information-gathering",
    label: "Information Gathering",
    types: [
      {
        code: "scanner",
        label: "Scanning",
        description:
          "Attacks that send requests to a system to discover weaknesses. This also includes testing processes to gather information on hosts, services and accounts. This includes fingerd, DNS querying, ICMP, SMTP (EXPN, RCPT, etc) port scanning.",
      },
      {
        code: "sniffing",
        label: "Sniffing",
        description: "Observing and recording of network traffic (i.e. wiretapping).",
      },
      {
        code: "social-engineering",
        label: "Social Engineering",
        description:
          "Gathering information from a human being in a non-technical way (e.g., using lies, tricks, bribes, or threats).",
      },
    ],
  },
  {
    code: "intrusion-attempts",
    label: "Intrusion Attempts",
    types: [
      {
        code: "ids-alert",
        label: "Exploitation of Known Vulnerabilities",
        description:
          "An attempt to compromise a system or to disrupt any service by exploiting vulnerabilities with a standardised identifier such as CVE name (e.g., using a buffer overflow, backdoor, cross site scripting)",
      },
      {
        code: "brute-force",
        label: "Login Attempts",
        description:
          "Multiple brute-force login attempts (including guessing or cracking of passwords). This IOC refers to a resource, which has been observed to perform brute-force attacks over a given application protocol.",
      },
      {
        code: "exploit",
        label: "New Attack Signature",
        description: "An attack using an unknown exploit.",
      },
    ],
  },
  {
    code: "intrusions",
    label: "Intrusions",
    types: [
      {
        code: "privileged-account-compromise",
        label: "Privileged Account Compromise",
        description:
          "Compromise of a system where the attacker has gained administrative privileges.",
      },
      {
        code: "unprivileged-account-compromise",
        label: "Unprivileged Account Compromise",
        description: "Compromise of a system using an unprivileged (user/service) account.",
      },
      {
        code: "application-compromise",
        label: "Application Compromise",
        description:
          "Compromise of an application by exploiting (un)known software vulnerabilities, e.g., SQL injection.",
      },
      {
        code: "system-compromise",
        label: "System Compromise",
        description:
          "Compromise of a system, e.g., unauthorised logins or commands. This includes attempts to compromise honeypot systems.",
      },
      {
        code: "burglary",
        label: "Burglary",
        description: "Physical intrusion, e.g., into a corporate building or data centre.",
      },
    ],
  },
  {
    code: "availability",
    label: "Availability",
    types: [
      {
        code: "dos",
        label: "Denial of Service",
        description:
          "Denial of Service attack, e.g., sending specially crafted requests to a web application which causes the application to crash or slow down.",
      },
      {
        code: "ddos",
        label: "Distributed Denial of Service",
        description:
          "Distributed Denial of Service attack, e.g., SYN flood or UDP-based reflection/amplification attacks.",
      },
      {
        code: "misconfiguration",
        label: "Misconfiguration",
        description:
          "Software misconfiguration resulting in service availability issues, e.g., DNS server with outdated DNSSEC Root Zone KSK.",
      },
      {
        code: "sabotage",
        label: "Sabotage",
        description:
          "Intentional actions maliciously threatening to, attempting to or actually damaging a system or component with the aim of disrupting the availability of a service. These can happen both at logical and physical levels, from malicious firewall rules dropping all traffic, to wire-cutting, bomb threats or arson.",
      },
      {
        code: "outage",
        label: "Outage",
        description:
          "An outage caused, for example, by air conditioning failure or natural disaster.",
      },
    ],
  },
  {
    code: "information-content-security",
    label: "Information Content Security",
    types: [
      {
        code: "unauthorised-information-access",
        label: "Unauthorised Access to Information",
        description:
          "Unauthorised access to information, e.g., by abusing stolen login credentials for a system or application, intercepting traffic or gaining access to physical documents.",
      },
      {
        code: "unauthorised-information-modification",
        label: "Unauthorised Modification of Information",
        description:
          "Unauthorised modification of information, e.g., by an attacker abusing stolen login credentials for a system or application, or ransomware encrypting data. Also includes defacements.",
      },
      {
        code: "data-loss",
        label: "Data Loss",
        description: "Loss of data caused by, for example, hard disk failure or physical theft.",
      },
      {
        code: "data-leak",
        label: "Leak of Confidential Information",
        description: "Leaked confidential information, e.g., credentials or personal data.",
      },
    ],
  },
  {
    code: "fraud",
    label: "Fraud",
    types: [
      {
        code: "unauthorised-use-of-resources",
        label: "Unauthorised Use of Resources",
        description:
          "Using resources for unauthorised purposes including profit-making ventures, e.g., the use of email to participate in illegal profit chain letters or pyramid schemes.",
      },
      {
        code: "copyright",
        label: "Copyright",
        description:
          "Offering or installing copies of unlicensed commercial software or other copyright protected materials (also known as Warez).",
      },
      {
        code: "masquerade",
        label: "Masquerade",
        description:
          "Type of attack in which one entity illegitimately impersonates the identity of another in order to benefit from it.",
      },
      {
        code: "phishing",
        label: "Phishing",
        description:
          "Masquerading as another entity in order to persuade the user to reveal private credentials. This IOC most often refers to a URL, which is used to phish user credentials.",
      },
    ],
  },
  {
    code: "vulnerable",
    label: "Vulnerable",
    types: [
      {
        code: "weak-crypto",
        label: "Weak Cryptography",
        description:
          "Publicly accessible services offering weak cryptography, e.g., web servers susceptible to POODLE/FREAK attacks.",
      },
      {
        code: "ddos-amplifier",
        label: "DDoS Amplifier",
        description:
          "Publicly accessible services that can be abused for conducting DDoS reflection/amplification attacks, e.g., DNS open-resolvers or NTP servers with monlist enabled.",
      },
      {
        code: "potentially-unwanted-accessible",
        label: "Potentially Unwanted Accessible Services",
        description: "Potentially unwanted publicly accessible services, e.g., Telnet, RDP or VNC.",
      },
      {
        code: "information-disclosure",
        label: "Information Disclosure",
        description:
          "Publicly accessible services potentially disclosing sensitive information, e.g., SNMP or Redis.",
      },
      {
        code: "vulnerable-system",
        label: "Vulnerable System",
        description:
          "A system which is vulnerable to certain attacks, e.g., misconfigured client proxy settings (such as WPAD), outdated operating system version, or cross-site scripting vulnerabilities.",
      },
    ],
  },
  {
    code: "other",
    label: "Other",
    types: [
      {
        code: "other",
        label: "Uncategorised",
        description:
          "All incidents which don't fit in one of the given categories should be put into this class or the incident is not categorised.",
      },
      {
        code: "undetermined",
        label: "Undetermined",
        description: "The categorisation of the incident is unknown/undetermined.",
      },
    ],
  },
  {
    code: "test",
    label: "Test",
    types: [{ code: "test", label: "Test", description: "Meant for testing." }],
  },
];

/** Null unless the type belongs to the class. */
export function rsitType(classCode: string, typeCode: string): RsitType | null {
  const types = RSIT.find((one) => one.code === classCode)?.types;
  return types?.find((one) => one.code === typeCode) ?? null;
}
