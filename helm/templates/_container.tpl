{{/* The rules of the restricted Pod Security Standard for a container. */}}
{{- define "passage.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "passage.probe" -}}
httpGet:
  path: {{ index . 0 }}
  port: admin
{{- end -}}

{{- define "passage.probes" -}}
startupProbe:
  {{- include "passage.probe" (list "/healthz") | nindent 2 }}
  periodSeconds: 1
  failureThreshold: 60
livenessProbe:
  {{- include "passage.probe" (list "/healthz") | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  {{- include "passage.probe" (list "/readyz") | nindent 2 }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end -}}

{{- define "passage.env" -}}
# For passage ctl admin in this container.
- name: PASSAGE_ADMIN_TOKEN_FILE
  value: /etc/passage-admin/token
{{- if and (ne .Values.mode "lab") .Values.service.enabled (eq .Values.service.type "NodePort") (eq .Values.passiveAddress "auto") }}
- name: PASSAGE_HOST_IP
  valueFrom:
    fieldRef:
      fieldPath: status.hostIP
{{- end }}
{{- with .Values.javaOptions }}
- name: PASSAGE_JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "passage.containerPorts" -}}
- name: control
  containerPort: {{ include "passage.controlPort" . }}
  protocol: TCP
{{- range splitList " " (include "passage.dataPorts" .) }}
- name: data-{{ . }}
  containerPort: {{ . }}
  protocol: TCP
{{- end }}
- name: admin
  containerPort: {{ int .Values.admin.port }}
  protocol: TCP
{{- if include "passage.isStateful" . }}
- name: peers
  containerPort: {{ int .Values.handover.port }}
  protocol: TCP
{{- end }}
{{- end -}}

{{/*
The container, to be put beside any FTP server. It needs the volumes of passage.sidecar.volumes and, below port 1024, the pod's
securityContext of passage.sidecar.podSecurityContext. From the chart that has this one as a dependency:
  {{ include "passage.sidecar.container" .Subcharts.passage }}
*/}}
{{- define "passage.sidecar.container" -}}
{{- include "passage.checks" . -}}
name: passage
image: {{ include "passage.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
command: [/opt/passage/bin/passage]
args: [proxy, --config, /etc/passage/passage.conf, --log-format, {{ .Values.logFormat }}]
{{- with include "passage.env" . | trim }}
env:
  {{- . | nindent 2 }}
{{- end }}
ports:
  {{- include "passage.containerPorts" . | nindent 2 }}
{{ include "passage.probes" . }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
securityContext:
  {{- include "passage.restricted" . | nindent 2 }}
  runAsUser: 65532
  runAsGroup: 65532
volumeMounts:
  - name: passage-config
    mountPath: /etc/passage
    readOnly: true
  - name: passage-admin
    mountPath: /etc/passage-admin
    readOnly: true
  {{- if and .Values.handover.tls.enabled (include "passage.isStateful" .) }}
  - name: passage-peer-tls
    mountPath: /etc/passage-peer-tls
    readOnly: true
  {{- end }}
  - name: passage-tmp
    mountPath: /tmp
  {{- with .Values.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* The volumes of that container. */}}
{{- define "passage.sidecar.volumes" -}}
- name: passage-config
  configMap:
    name: {{ include "passage.fullname" . }}
- name: passage-admin
  secret:
    secretName: {{ include "passage.adminSecret" . }}
{{- if and .Values.handover.tls.enabled (include "passage.isStateful" .) }}
- name: passage-peer-tls
  secret:
    secretName: {{ include "passage.peerTlsSecret" . }}
{{- end }}
- name: passage-tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* What the pod's securityContext must hold for that container to bind its control port. */}}
{{- define "passage.sidecar.podSecurityContext" -}}
{{- $port := int (include "passage.controlPort" .) -}}
{{- if lt $port 1024 -}}
sysctls:
  - name: net.ipv4.ip_unprivileged_port_start
    value: {{ $port | quote }}
{{- end -}}
{{- end -}}

{{/* The values that a reload refuses, as io.github.passage.reload.Planning of the program does. */}}
{{- define "passage.settled" -}}
{{- $v := .Values -}}
{{- $settled := dict "eventLoops" (toString (default "auto" $v.eventLoops)) "admin" (int $v.admin.port) "hop" $v.hopName "listen" (include "passage.listenAddresses" .) -}}
{{- if and (eq $v.refusedSources "drop") (or $v.admit $v.deny) -}}
{{- $admitted := $v.admit -}}
{{- if and $admitted (ne (include "passage.accept" .) "off") -}}
{{- $admitted = concat $admitted $v.proxyProtocol.trusted -}}
{{- end -}}
{{- $settled = set $settled "dropped" (list $admitted $v.deny) -}}
{{- end -}}
{{- if include "passage.isStateful" . -}}
{{- $settled = set $settled "replicas" (list (include "passage.replicasConfig" .) (toString $v.dataPorts)) -}}
{{- if and $v.service.enabled (eq $v.service.type "NodePort") -}}
{{- $settled = set $settled "nodePorts" (include "passage.nodePortRange" .) -}}
{{- end -}}
{{- end -}}
{{- toJson $settled -}}
{{- end -}}

{{/* Annotations that have pods start anew when what Passage cannot take over while it runs has changed, or anything where that is wished. */}}
{{- define "passage.sidecar.annotations" -}}
checksum/restart: {{ include "passage.settled" . | sha256sum }}
{{- if eq .Values.reload "rollout" }}
checksum/config: {{ include "passage.conf" . | sha256sum }}
{{- end }}
{{- end -}}
