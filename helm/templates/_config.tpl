{{/* A value of HOCON: text quoted, numbers as they are. */}}
{{- define "passage.value" -}}
{{- if kindIs "float64" . -}}{{ int64 . }}
{{- else if or (kindIs "int" .) (kindIs "int64" .) -}}{{ . }}
{{- else -}}{{ toJson . }}
{{- end -}}
{{- end -}}

{{/* A map of values as one line of HOCON, its keys as the program spells them. Empty where nothing is set. */}}
{{- define "passage.settings" -}}
{{- $parts := list -}}
{{- range $key, $value := . -}}
{{- if and (not (kindIs "invalid" $value)) (ne (toString $value) "") -}}
{{- $parts = append $parts (printf "%s = %s" (kebabcase $key) (include "passage.value" $value)) -}}
{{- end -}}
{{- end -}}
{{- if $parts -}}{ {{ join ", " $parts }} }{{- end -}}
{{- end -}}

{{- define "passage.targets" -}}
{{- $targets := .Values.targets -}}
{{- if and (eq .Values.mode "sidecar") (not $targets) -}}
{{- $targets = list (printf "127.0.0.1:%d" (int .Values.sidecar.server.port)) -}}
{{- end -}}
{{- if eq (len $targets) 1 -}}{{ first $targets | toJson }}{{- else -}}{{ toJson $targets }}{{- end -}}
{{- end -}}

{{/* off, optional or required: auto follows the load balancer. */}}
{{- define "passage.accept" -}}
{{- if ne .Values.proxyProtocol.accept "auto" -}}{{ .Values.proxyProtocol.accept }}
{{- else if and .Values.service.enabled (eq .Values.service.type "LoadBalancer") .Values.service.nlb.enabled .Values.service.nlb.proxyProtocol -}}required
{{- else -}}off
{{- end -}}
{{- end -}}

{{- define "passage.proxyProtocol" -}}
{{- $accept := include "passage.accept" . -}}
{{- $p := .Values.proxyProtocol -}}
{{- if ne $accept "off" -}}
{{- if not $p.trusted -}}
{{- fail "proxyProtocol.trusted: [] (expected: the networks that the load balancer's connections come from: its subnets; with service.nlb.preserveClientIp the clients' networks, too)" -}}
{{- end -}}
{ accept = {{ $accept }}, header = {{ $p.header }}, trusted = {{ toJson $p.trusted }}{{ with $p.timeout }}, timeout = {{ . }}{{ end }}{{ if ne $p.send "off" }}, send = {{ $p.send }}{{ end }} }
{{- else if ne $p.send "off" -}}
{ send = {{ $p.send }} }
{{- end -}}
{{- end -}}

{{/*
What clients are told to connect to. Behind a Service the pod sees its own address in place of the one that clients have connected to,
so control is right only where they reach the pod itself.
*/}}
{{- define "passage.passiveAddress" -}}
{{- $policy := .Values.passiveAddress -}}
{{- $service := .Values.service -}}
{{- if ne $policy "auto" -}}{{ toJson $policy }}
{{- else if not $service.enabled -}}"control"
{{- else if ne (include "passage.accept" .) "off" -}}"proxy-destination"
{{- else if eq $service.type "NodePort" -}}${PASSAGE_HOST_IP}
{{- else if eq $service.type "LoadBalancer" -}}
{{- fail "passiveAddress: auto (expected: the load balancer's address or DNS name, for a chart cannot know it; or proxy-destination with service.nlb.proxyProtocol)" -}}
{{- else if include "passage.isHeadless" . -}}"control"
{{- else -}}{{ printf "%s.%s.svc.%s" (include "passage.fullname" .) .Release.Namespace .Values.clusterDomain | toJson }}
{{- end -}}
{{- end -}}

{{/*
The addresses that are listened on, as JSON: where nothing is said every one, of IPv6 as well, for clusters that have no other; but the
kernel drops nobody over IPv6.
*/}}
{{- define "passage.listenAddresses" -}}
{{- $v := .Values -}}
{{- if $v.listenAddresses -}}{{ toJson $v.listenAddresses }}
{{- else if and (eq $v.refusedSources "drop") (or $v.admit $v.deny) -}}["0.0.0.0"]
{{- else -}}["[::]"]
{{- end -}}
{{- end -}}

{{/* Where probes and other replicas come: of IPv6 as well where clients may. */}}
{{- define "passage.everyAddress" -}}
{{- if include "passage.listensV6" . -}}[::]{{- else -}}0.0.0.0{{- end -}}
{{- end -}}

{{- define "passage.listensV6" -}}
{{- if contains "[" (include "passage.listenAddresses" . | fromJsonArray | join "") -}}true{{- end -}}
{{- end -}}

{{- define "passage.replicasConfig" -}}
{{- $name := include "passage.fullname" . -}}
{{- $h := .Values.handover -}}
replicas {
  slots = {{ int $h.slots }}
  ordinal = auto
  peer = "{{ $name }}-{ordinal}.{{ $name }}-peers:{{ int $h.port }}"
  listen = "{{ include "passage.everyAddress" . }}:{{ int $h.port }}"
  {{- with $h.trusted }}
  trusted = {{ toJson . }}
  {{- end }}
  {{- if $h.tls.enabled }}
  tls {
    certificate = "/etc/passage-peer-tls/tls.crt"
    key = "/etc/passage-peer-tls/tls.key"
    ca = "/etc/passage-peer-tls/ca.crt"
  }
  {{- end }}
}
{{- end -}}

{{- define "passage.hop" -}}
{{- $v := .Values -}}
{{- $control := include "passage.controlPort" . -}}
{{- $listen := list -}}
{{- range include "passage.listenAddresses" . | fromJsonArray -}}
{{- $listen = append $listen (printf "%s:%s" . $control) -}}
{{- end -}}
listen = {{ toJson $listen }}
target = {{ include "passage.targets" . }}
data-ports = {{ $v.dataPorts }}
{{- if and $v.service.enabled (eq $v.service.type "NodePort") }}
advertised-data-ports = {{ include "passage.nodePortRange" . }}
{{- end }}
{{- if $v.passiveAddressRules }}
passive-address {
  rules = [
    {{- range $v.passiveAddressRules }}
    {{ include "passage.settings" . }}
    {{- end }}
  ]
  default = {{ include "passage.passiveAddress" . }}
}
{{- else }}
passive-address = {{ include "passage.passiveAddress" . }}
{{- end }}
{{- range $key := list "dataPeer" "epsv" "auth" "refusedSources" "balance" "dialFrom" }}
{{- with index $v $key }}
{{ kebabcase $key }} = {{ toJson . }}
{{- end }}
{{- end }}
{{- range $key := list "admit" "deny" }}
{{- with index $v $key }}
{{ $key }} = {{ toJson . }}
{{- end }}
{{- end }}
{{- range $key := list "healthCheck" "timeouts" "limits" }}
{{- with include "passage.settings" (index $v $key) }}
{{ kebabcase $key }} {{ . }}
{{- end }}
{{- end }}
{{- with include "passage.proxyProtocol" . }}
proxy-protocol {{ . }}
{{- end }}
{{- if include "passage.isStateful" . }}
{{ include "passage.replicasConfig" . }}
{{- end }}
{{- end -}}

{{/* passage.conf. */}}
{{- define "passage.conf" -}}
{{- $v := .Values -}}
# Rendered by Helm from the values of release {{ .Release.Name }}: change those.
{{- if $v.config.override }}
{{ tpl $v.config.override . }}
{{- else }}
passage {
  shutdown-grace = {{ $v.drain.grace }}
  {{- $delay := include "passage.drainDelay" . }}
  {{- if gt (int64 (include "passage.seconds" $delay)) 0 }}
  drain-delay = {{ $delay }}
  {{- end }}
  {{- if eq $v.reload "rollout" }}
  reload = off
  {{- end }}
  {{- with $v.eventLoops }}
  event-loops = {{ . }}
  {{- end }}
  admin {
    listen = "{{ include "passage.everyAddress" . }}:{{ int $v.admin.port }}"
    token-file = "/etc/passage-admin/token"
  }
  hops {
    {{ $v.hopName }} {
      {{- include "passage.hop" . | nindent 6 }}
    }
  }
}
{{- end }}
{{- with $v.config.extra }}

# config.extra
{{ tpl . $ }}
{{- end }}
{{- end -}}
