{{/* Metadata of the chart's own pods. No version is among the labels, or a new one of the chart alone would start pods anew. */}}
{{- define "passage.podMetadata" -}}
labels:
  {{- include "passage.ownLabels" . | nindent 2 }}
  {{- with .Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with .Values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- $own := dict }}
{{- if ne .Values.mode "lab" }}
{{- $own = include "passage.sidecar.annotations" . | fromYaml }}
{{- end }}
{{- /* Files that are read only at the start. */}}
{{- if and (eq .Values.mode "lab") .Values.lab.topologyFile }}
{{- $own = set $own "checksum/topology" (sha256sum .Values.lab.topologyFile) }}
{{- end }}
{{- if and (eq .Values.mode "sidecar") .Values.sidecar.server.config }}
{{- $own = set $own "checksum/server" (include "passage.serverFiles" . | sha256sum) }}
{{- end }}
{{- with merge $own .Values.podAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The server's configuration, the files of a ConfigMap. */}}
{{- define "passage.serverFiles" -}}
{{- range $file, $text := .Values.sidecar.server.config }}
{{ $file }}: |
  {{- tpl $text $ | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What pods of all modes have besides containers and volumes. */}}
{{- define "passage.podSettings" -}}
serviceAccountName: {{ include "passage.serviceAccountName" . }}
automountServiceAccountToken: false
terminationGracePeriodSeconds: {{ include "passage.terminationSeconds" . }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile:
    type: RuntimeDefault
  {{- if ne .Values.mode "lab" }}
  {{- with include "passage.sidecar.podSecurityContext" . }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- end }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with include "passage.topologySpread" . | trim }}
topologySpreadConstraints:
  {{- . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "passage.topologySpread" -}}
{{- if .Values.topologySpreadConstraints -}}
{{ toYaml .Values.topologySpreadConstraints }}
{{- else if and (ne .Values.mode "lab") (gt (int (include "passage.mostReplicas" .)) 1) -}}
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "passage.ownLabels" $ | nindent 6 }}
{{- end }}
{{- end -}}
{{- end -}}
