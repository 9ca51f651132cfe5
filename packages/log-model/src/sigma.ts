export * from '@bellwether/detection-engine/sigma';
