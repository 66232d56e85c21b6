import { CfnApiMapping, CfnDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { Api } from './api.ts';

/** The API's own name, by which alone the content network reaches it: the generated endpoint is off. AWS only. */
export class ApiDomain extends Construct {
  constructor(scope: Construct, api: Api, domainName: string) {
    super(scope, 'ApiDomain');
    // The deployment waits until the record that the certificate asks for stands in the DNS.
    const certificate = new Certificate(this, 'Certificate', {
      domainName,
      validation: CertificateValidation.fromDns(),
    });
    const domain = new CfnDomainName(this, 'Name', {
      domainName,
      domainNameConfigurations: [
        { certificateArn: certificate.certificateArn, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
      ],
    });
    new CfnApiMapping(this, 'Mapping', { apiId: api.api.ref, domainName: domain.ref, stage: api.stage.ref });
  }
}
