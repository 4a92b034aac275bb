{{- define "passage.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 50 characters, so that -admin, -peers, a StatefulSet's hash and an ordinal still fit into a label. */}}
{{- define "passage.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "passage.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "passage.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What the chart's own pods bear and its objects select. */}}
{{- define "passage.ownLabels" -}}
app.kubernetes.io/name: {{ include "passage.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: {{ .Values.mode }}
{{- end -}}

{{/* What the pod of `helm test` bears, which no object may select for Passage. */}}
{{- define "passage.testLabels" -}}
app.kubernetes.io/name: {{ include "passage.name" . }}-test
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The pods that Service, policy and budget are for: the chart's, or those of the chart that includes the container. */}}
{{- define "passage.selectorLabels" -}}
{{- if and (eq .Values.mode "sidecar") (not .Values.sidecar.deployment) -}}
{{- toYaml .Values.sidecar.podLabels -}}
{{- else -}}
{{- include "passage.ownLabels" . -}}
{{- end -}}
{{- end -}}

{{- define "passage.labels" -}}
{{ include "passage.ownLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "passage.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "passage.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "passage.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "passage.adminSecret" -}}
{{- default (printf "%s-admin" (include "passage.fullname" .)) .Values.admin.existingSecret -}}
{{- end -}}

{{- define "passage.peerTlsSecret" -}}
{{- default (printf "%s-peer-tls" (include "passage.fullname" .)) .Values.handover.tls.existingSecret -}}
{{- end -}}

{{/* Whether replicas hand data connections over, which needs pods with names of their own. */}}
{{- define "passage.isStateful" -}}
{{- if and (eq .Values.mode "gateway") .Values.handover.enabled -}}true{{- end -}}
{{- end -}}

{{/* The fewest replicas there will be. */}}
{{- define "passage.replicas" -}}
{{- if .Values.autoscaling.enabled -}}{{ .Values.autoscaling.minReplicas }}{{- else -}}{{ .Values.replicaCount }}{{- end -}}
{{- end -}}

{{/* The most there may be. */}}
{{- define "passage.mostReplicas" -}}
{{- if .Values.autoscaling.enabled -}}{{ .Values.autoscaling.maxReplicas }}{{- else -}}{{ .Values.replicaCount }}{{- end -}}
{{- end -}}
