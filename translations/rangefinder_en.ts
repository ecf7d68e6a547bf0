<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>GraphTooltip</name>
    <message numerus="yes">
        <source>%1 over %n channels</source>
        <translation>
            <numerusform>%1 over %n channel</numerusform>
            <numerusform>%1 over %n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Weights: %n bits, %1</source>
        <translation>
            <numerusform>Weights: %n bit, %1</numerusform>
            <numerusform>Weights: %n bits, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quantizer: %n bits, %1 levels</source>
        <translation>
            <numerusform>Quantizer: %n bit, %1 levels</numerusform>
            <numerusform>Quantizer: %n bits, %1 levels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunProblems</name>
    <message numerus="yes">
        <source>%n samples are calibration data, too. Choose other data for an honest number.</source>
        <translation>
            <numerusform>%n sample is calibration data, too. Choose other data for an honest number.</numerusform>
            <numerusform>%n samples are calibration data, too. Choose other data for an honest number.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message numerus="yes">
        <source>%n finished steps are kept.</source>
        <translation>
            <numerusform>%n finished step is kept.</numerusform>
            <numerusform>%n finished steps are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::DataSection</name>
    <message numerus="yes">
        <source>%n samples</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One of %n sources of the configuration.</source>
        <translation>
            <numerusform>The %n source of the configuration.</numerusform>
            <numerusform>One of %n sources of the configuration.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::Edits</name>
    <message numerus="yes">
        <source>Exclude %n layers</source>
        <translation>
            <numerusform>Exclude %n layer</numerusform>
            <numerusform>Exclude %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Include %n layers</source>
        <translation>
            <numerusform>Include %n layer</numerusform>
            <numerusform>Include %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop %n rules</source>
        <translation>
            <numerusform>Drop %n rule</numerusform>
            <numerusform>Drop %n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use %n samples</source>
        <translation>
            <numerusform>Use %n sample</numerusform>
            <numerusform>Use %n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::EvaluationSection</name>
    <message numerus="yes">
        <source>%1 on %n samples</source>
        <translation>
            <numerusform>%1 on %n sample</numerusform>
            <numerusform>%1 on %n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::IgnoredSection</name>
    <message numerus="yes">
        <source>%n quantizers fewer</source>
        <translation>
            <numerusform>%n quantizer fewer</numerusform>
            <numerusform>%n quantizers fewer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Matches %n layers</source>
        <translation>
            <numerusform>Matches %n layer</numerusform>
            <numerusform>Matches %n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::LayerMenu</name>
    <message numerus="yes">
        <source>Exclude %n layers from quantization</source>
        <translation>
            <numerusform>Exclude %n layer from quantization</numerusform>
            <numerusform>Exclude %n layers from quantization</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Include %n layers again</source>
        <translation>
            <numerusform>Include %n layer again</numerusform>
            <numerusform>Include %n layers again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n names</source>
        <translation>
            <numerusform>Copy %n name</numerusform>
            <numerusform>Copy %n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::LayersPanel</name>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n layers</source>
        <translation>
            <numerusform>%1 of %n layer</numerusform>
            <numerusform>%1 of %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n worst</source>
        <translation>
            <numerusform>The %n worst</numerusform>
            <numerusform>The %n worst</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::ModelSection</name>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::Names</name>
    <message numerus="yes">
        <source>%n bits, symmetric, per channel</source>
        <translation>
            <numerusform>%n bit, symmetric, per channel</numerusform>
            <numerusform>%n bits, symmetric, per channel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bits, symmetric, per tensor</source>
        <translation>
            <numerusform>%n bit, symmetric, per tensor</numerusform>
            <numerusform>%n bits, symmetric, per tensor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bits, asymmetric, per channel</source>
        <translation>
            <numerusform>%n bit, asymmetric, per channel</numerusform>
            <numerusform>%n bits, asymmetric, per channel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bits, asymmetric, per tensor</source>
        <translation>
            <numerusform>%n bit, asymmetric, per tensor</numerusform>
            <numerusform>%n bits, asymmetric, per tensor</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::RunStatus</name>
    <message numerus="yes">
        <source>%n threads</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::SearchBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::SearchPanel</name>
    <message numerus="yes">
        <source>%n models tried</source>
        <translation>
            <numerusform>%n model tried</numerusform>
            <numerusform>%n models tried</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::TensorSection</name>
    <message numerus="yes">
        <source>range %1 … %2 over %n channels</source>
        <translation>
            <numerusform>range %1 … %2 over %n channel</numerusform>
            <numerusform>range %1 … %2 over %n channels</numerusform>
        </translation>
    </message>
</context>
</TS>
