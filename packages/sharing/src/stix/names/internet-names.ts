// SPDX-License-Identifier: Apache-2.0
const words = (text: string): string[] => text.trim().split(/\s+/);

/** Service names of the IANA service registry that traffic is described with, and protocols below them. */
export const PROTOCOLS: ReadonlySet<string> = new Set(
  words(`
  3com-tsmux acap aes afp afpovertcp afs3-fileserver amqp amqps ap aol apple-remote-desktop arp asf-rmcp at-nbp at-rtmp
  auditd auth bgmp bgp bgpd biff bittorrent-tracker bootpc bootps chargen cifs cisco-fna cisco-sys cisco-tna coap coaps
  cvspserver daytime dccp dcerpc dhcp dhcpv6-client dhcpv6-server diameter discard dns dnp dns-llq distcc domain domain-s dtls
  echo egp eigrp epmap esp ethernet exec finger font-service fsp ftp ftp-data ftps ftps-data git gnutella-rtr gnutella-svc
  gopher gre gtp h323hostcall hostname hsrp http http-alt https https-alt icmp icmp6 icmpv6 ident igmp igrp ike imap imap3
  imaps ip ipp ipps ipsec ipsec-nat-t ipv4 ipv6 ipx irc irc-serv ircd ircs ircs-u isakmp iscsi iscsi-target isis iso-tsap
  jabber jetdirect kerberos kerberos-adm kerberos-sec klogin kpasswd kshell l2f l2tp ldap ldap-admin ldaps link llc lldp
  login lotusnote mdns mgcp-gateway microsoft-ds modbus mongodb mpls mqtt ms-sql-m ms-sql-s ms-wbt-server msft-gc
  msft-gc-ssl msnp mysql nameserver nat-pmp ndmp netbios-dgm netbios-ns netbios-ssn netstat netwall news nfs nicname nntp
  nntps nsca ntalk ntp nut openvpn opc-ua-tcp oracle ospf pgm pim ping pop2 pop3 pop3s postgresql ppp pptp printer
  puppet qotd quic quotad radius radius-acct radsec rdp rip ripng rlogin rmiregistry route rpc rpcbind rpki-rtr rpl rsh
  rsvp rsync rtcp rtelnet rtp rtsp rtsps sap sccp sctp secure-mqtt sftp shell sieve sip sips skype sip-tls slp smb smtp
  smtps smux snmp snmp-trap snmptrap snmptls socks spdy sql-net sqlserv sqlsrv ssdp ssh ssl stp stun stuns submission
  submissions sunrpc suucp svn svrloc syslog syslog-conn syslog-tls systat tacacs talk tcp tcpmux telnet telnets tftp time
  timed tls token-ring tproxy turn turns udp udp-lite uucp uucp-path vnc vnc-server vrrp wais webcache whois who wins wlan
  ws wss www www-http x11 x25 xdmcp xmpp xmpp-client xmpp-server xns-ch xns-time z3950 zabbix-agent zabbix-trapper
  zip zookeeper`),
);

/** HTTP request header names that are registered permanently, in lower case. */
export const REQUEST_HEADERS: ReadonlySet<string> = new Set(
  words(`
  a-im accept accept-charset accept-datetime accept-encoding accept-language accept-patch accept-post accept-ranges
  access-control-request-headers access-control-request-method allow alt-used authorization cache-control connection
  content-encoding content-language content-length content-location content-md5 content-range content-type cookie cookie2
  date depth destination dnt early-data expect forwarded from front-end-https host http2-settings if if-match
  if-modified-since if-none-match if-range if-unmodified-since keep-alive last-modified link lock-token max-forwards
  mime-version negotiate origin overwrite pragma prefer priority proxy-authorization proxy-connection range referer
  save-data sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user sec-websocket-extensions sec-websocket-key
  sec-websocket-protocol sec-websocket-version slug soapaction te timeout tk traceparent tracestate trailer
  transfer-encoding upgrade upgrade-insecure-requests user-agent via warning x-att-deviceid x-csrf-token x-csrftoken
  x-forwarded-for x-forwarded-host x-forwarded-proto x-http-method-override x-request-id x-requested-with x-uidh
  x-wap-profile x-xsrf-token`),
);

/** Keys of a PDF document information dictionary (ISO 32000-1, table 317). */
export const PDF_INFO_KEYS: ReadonlySet<string> = new Set(
  words('Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped'),
);

/** Members of the STARTUPINFO structure of Windows, as they are spelled there. */
export const STARTUP_INFO_KEYS: ReadonlySet<string> = new Set(
  words(`cb lpReserved lpDesktop lpTitle dwX dwY dwXSize dwYSize dwXCountChars dwYCountChars dwFillAttribute dwFlags
  wShowWindow cbReserved2 lpReserved2 hStdInput hStdOutput hStdError`),
);

/** Options of setsockopt that Windows and POSIX systems document. */
export const SOCKET_OPTIONS: ReadonlySet<string> = new Set([
  ...prefixed(
    'SO',
    `ACCEPTCONN ACCEPTFILTER ATTACH_FILTER BINDTODEVICE BINTIME BPF_EXTENSIONS BROADCAST BSDCOMPAT BSP_STATE BUSY_POLL
    CONDITIONAL_ACCEPT CONNDATA CONNDATALEN CONNECT_TIME CONNOPT CONNOPTLEN DEBUG DETACH_FILTER DISCDATA DISCDATALEN DISCOPT
    DISCOPTLEN DOMAIN DONTLINGER DONTROUTE ERROR EXCLUSIVEADDRUSE GET_FILTER GROUP_ID GROUP_PRIORITY INCOMING_CPU KEEPALIVE
    LINGER LOCK_FILTER MARK MAXDG MAXPATHDG MAX_MSG_SIZE MAX_PACING_RATE NO_CHECK NOFCS NOSIGPIPE OOBINLINE OPENTYPE
    PASSCRED PASSSEC PATHMTU PEEK_OFF PEERCRED PEERNAME PEERSEC PORT_SCALABILITY PRIORITY PROTOCOL PROTOCOL_INFO
    PROTOCOL_INFOA PROTOCOL_INFOW RCVBUF RCVBUFFORCE RCVLOWAT RCVTIMEO REUSEADDR REUSEPORT REUSE_MULTICASTPORT
    REUSE_UNICASTPORT RXQ_OVFL SECURITY_AUTHENTICATION SECURITY_ENCRYPTION_NETWORK SECURITY_ENCRYPTION_TRANSPORT
    SELECT_ERR_QUEUE SETFIB SNDBUF SNDBUFFORCE SNDLOWAT SNDTIMEO TIMESTAMP TIMESTAMPING TIMESTAMPNS TYPE
    UPDATE_ACCEPT_CONTEXT UPDATE_CONNECT_CONTEXT USELOOPBACK USER_COOKIE WIFI_STATUS`,
  ),
  ...prefixed('ICMP', 'FILTER'),
  ...prefixed('ICMP6', 'FILTER'),
  ...prefixed(
    'IP',
    `ADD_MEMBERSHIP ADD_SOURCE_MEMBERSHIP ADD_IFLIST BIND_ADDRESS_NO_PORT BLOCK_SOURCE BOUND_IF CHECKSUM DEL_IFLIST
    DONTFRAGMENT DONTFRAG DROP_MEMBERSHIP DROP_SOURCE_MEMBERSHIP FREEBIND GET_IFLIST HDRINCL IFLIST IPSEC_POLICY MINTTL MSFILTER
    MTU MTU_DISCOVER MULTICAST_ALL MULTICAST_IF MULTICAST_LOOP MULTICAST_TTL NODEFRAG OPTIONS ORIGINAL_ARRIVAL_IF
    PASSSEC PKTINFO PKTOPTIONS PMTUDISC RECEIVE_BROADCAST RECVDSTADDR RECVERR RECVIF RECVOPTS RECVORIGDSTADDR
    RECVRETOPTS RECVTOS RECVTTL RETOPTS ROUTER_ALERT TOS TRANSPARENT TTL UNBLOCK_SOURCE UNICAST_IF UNSPECIFIED_TYPE_OF_SERVICE
    WFP_REDIRECT_CONTEXT WFP_REDIRECT_RECORDS XFRM_POLICY`,
  ),
  ...prefixed(
    'IPV6',
    `ADDRFORM ADD_MEMBERSHIP AUTHHDR AUTOFLOWLABEL CHECKSUM DONTFRAG DROP_MEMBERSHIP DSTOPTS FLOWINFO FLOWINFO_SEND
    FLOWLABEL_MGR HDRINCL HOPLIMIT HOPOPTS IFLIST IPSEC_POLICY JOIN_ANYCAST JOIN_GROUP LEAVE_ANYCAST LEAVE_GROUP MTU
    MTU_DISCOVER MULTICAST_HOPS MULTICAST_IF MULTICAST_LOOP NEXTHOP PATHMTU PKTINFO PROTECTION_LEVEL RECVDSTOPTS RECVERR
    RECVHOPLIMIT RECVHOPOPTS RECVIF RECVPATHMTU RECVPKTINFO RECVRTHDR RECVTCLASS ROUTER_ALERT RTHDR RTHDRDSTOPTS TCLASS
    UNICAST_HOPS UNICAST_IF USE_MIN_MTU V6ONLY XFRM_POLICY`,
  ),
  ...prefixed('MCAST', 'BLOCK_SOURCE JOIN_GROUP JOIN_SOURCE_GROUP LEAVE_GROUP LEAVE_SOURCE_GROUP MSFILTER UNBLOCK_SOURCE'),
  ...prefixed(
    'TCP',
    `ATMARK BSDURGENT CC_INFO CONGESTION CONNECTIONTIMEOUT CORK DEFER_ACCEPT EXPEDITED_1122 FASTOPEN INFO KEEPALIVE KEEPCNT
    KEEPIDLE KEEPINTVL LINGER2 MAXRT MAXSEG NODELAY NOOPT NOPUSH NOTSENT_LOWAT OFFLOAD_PREFERENCE QUEUE_SEQ QUICKACK REPAIR
    REPAIR_OPTIONS REPAIR_QUEUE SAVED_SYN SAVE_SYN STDURG SYNCNT THIN_DUPACK THIN_LINEAR_TIMEOUTS TIMESTAMP TIMESTAMPS
    USER_TIMEOUT WINDOW_CLAMP MD5SIG`,
  ),
  ...prefixed(
    'IRLMP',
    'ENUMDEVICES EXCLUSIVE_MODE IAS_QUERY IAS_SET SEND_PDU_LEN 9WIRE_MODE DISCOVERY_MODE PARAMETERS SHARP_MODE',
  ),
]);

function prefixed(prefix: string, names: string): string[] {
  return words(names).map((name) => `${prefix}_${name}`);
}

const MEDIA_TREES: ReadonlySet<string> = new Set(words('application audio font image message model multipart text video'));

/** Whether a text has the form of a media type (RFC 6838, section 4.2) below a registered top level. */
export function isMediaType(text: string): boolean {
  const match = /^([a-z]+)\/([a-z0-9][a-z0-9!#$&^_.+-]{0,126})$/i.exec(text);
  return match !== null && MEDIA_TREES.has(match[1]!.toLowerCase());
}
